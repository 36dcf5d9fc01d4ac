// Runs before anything is drawn, so that neither colours nor language flash. A file of its own: the content security
// policy allows no inline script.
(function () {
  var root = document.documentElement;
  try {
    var chosen = localStorage.getItem('tiendien.color-scheme') || 'auto';
    var dark = chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
    root.lang = localStorage.getItem('tiendien.language') === 'en' ? 'en' : 'vi';
  } catch (error) {
    root.setAttribute('data-mantine-color-scheme', 'light');
  }
})();
