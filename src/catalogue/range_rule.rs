//! How a type's range follows from what is claimed of it. The build script uses this file as well, for the packed
//! systems.

/// The range rule over claims, each `(is it of capability, else of a flown distance; low km; high km)`: low is the
/// least and high the greatest figure of all claims of capability, nominal the median of their midpoints; the
/// greatest distance flown is a floor for all three. None without any claim.
pub fn range_by_rule(claims: impl IntoIterator<Item = (bool, f64, f64)>) -> Option<[f64; 3]> {
    let mut flown_km = f64::NEG_INFINITY;
    let mut low_km = f64::INFINITY;
    let mut high_km = f64::NEG_INFINITY;
    let mut midpoints_km = Vec::new();
    for (is_capability, claim_low_km, claim_high_km) in claims {
        if is_capability {
            low_km = low_km.min(claim_low_km);
            high_km = high_km.max(claim_high_km);
            midpoints_km.push(f64::midpoint(claim_low_km, claim_high_km));
        } else {
            flown_km = flown_km.max(claim_high_km);
        }
    }
    midpoints_km.sort_by(f64::total_cmp);
    let count = midpoints_km.len();
    if count == 0 {
        return flown_km.is_finite().then_some([flown_km; 3]);
    }
    let nominal_km = f64::midpoint(midpoints_km[(count - 1) / 2], midpoints_km[count / 2]);
    Some([low_km, nominal_km, high_km].map(|km| km.max(flown_km)))
}
