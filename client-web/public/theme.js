// Before the first paint: the theme that was chosen here, else the system's.
(function () {
  try {
    const theme = localStorage.getItem("scriptorium-theme");
    if (theme === "light" || theme === "dark") {
      document.documentElement.dataset.theme = theme;
    }
  } catch {
    // Storage is forbidden here; the system's theme it is.
  }
})();
