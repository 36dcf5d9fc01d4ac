import { defineErrors } from '../errors.ts';

/** What can be wrong with a text or an XML document before anyone asks what it means. */
export const xmlError = defineErrors({
  'xml.doctype': 'unprocessable',
  'xml.not_well_formed': 'unprocessable',
  'xml.truncated': 'unprocessable',
  'xml.too_deep': 'unprocessable',
  'xml.text_too_long': 'unprocessable',
  'xml.too_many_attributes': 'unprocessable',
  'xml.encoding': 'unprocessable',
});
