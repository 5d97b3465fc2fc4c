// Runs before the first paint, so that a remembered theme never flashes the other one.
try {
  var theme = localStorage.getItem('holdfast.theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch (e) {
  /* storage is refused: the system's theme holds */
}
