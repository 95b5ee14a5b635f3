for (const table of document.querySelectorAll("table")) {
  const body = table.tBodies[0];
  // The number that a cell begins with; what has none ("–", "none") comes last whichever way.
  const number = (text) => parseFloat(text.replaceAll(",", "").replace("−", "-").replace(/^(\d+):(\d+)/, (_, h, m) => h * 60 + +m));
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      const text = (row) => row.cells[column].textContent;
      const isNumber = head.classList.contains("number");
      const order = (a, b) => {
        if (!isNumber) return up ? text(a).localeCompare(text(b)) : text(b).localeCompare(text(a));
        const [x, y] = [number(text(a)), number(text(b))];
        return Number.isNaN(x) - Number.isNaN(y) || (up ? x - y : y - x) || 0;
      };
      for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      body.append(...[...body.rows].sort(order));
    });
  });
}
