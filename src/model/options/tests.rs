use super::*;

#[test]
fn values_are_read_as_they_are_shown() {
    for (flag, text) in [
        ("trajectory", "angle=30"),
        ("trajectory", "lofted"),
        ("speed-kmh", "700,800,900"),
        ("speed-kmh", "850"),
        ("path-factor", "1.25"),
        ("delay-s", "60,120,180"),
        ("detection-s", "20,30,40"),
        ("confirmation-s", "90"),
        ("radar-antenna-m", "15"),
    ] {
        let option = OPTIONS.iter().find(|option| option.flag == flag).unwrap();
        let value = option.parse(text).unwrap();
        assert_eq!(value.to_string(), text);
        let mut assumptions = default_assumptions().unwrap();
        option.apply(&mut assumptions, Some(value));
        assert_eq!(option.value(&assumptions), Some(value));
    }
}

#[test]
fn defaults_are_those_of_the_models() {
    let assumptions = default_assumptions().unwrap();
    for option in &OPTIONS {
        let value = option.value(&assumptions);
        let Some(default) = option.entry.default else {
            assert_eq!(value, None, "{}", option.flag);
            continue;
        };
        let default: serde_json::Value = serde_json::from_str(default).unwrap();
        let value = match value.unwrap() {
            Value::Arc(trajectory) => serde_json::json!(trajectory.to_string()),
            Value::Flag(flag) => serde_json::json!(flag),
            Value::Number(number) => serde_json::json!(number),
            Value::Interval(interval) => {
                serde_json::json!({ "low": interval.low, "nominal": interval.nominal, "high": interval.high })
            }
        };
        let numbers = |value: &serde_json::Value| value.to_string().replace(".0", "");
        assert_eq!(numbers(&default), numbers(&value), "{}", option.flag);
    }
}
