/** What stands around every chart. */
export const chart = {
  definition: 'Cách tính {{definition}}',
  printThis: 'In biểu đồ: {{topic}}',
};
