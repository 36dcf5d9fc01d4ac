export const chart = {
  definition: 'Definition {{definition}}',
  printThis: 'Print the chart: {{topic}}',
};
