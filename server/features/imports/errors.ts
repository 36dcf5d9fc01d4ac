import { defineErrors } from '../../platform/errors.ts';

export const importError = defineErrors({
  'imports.unknown': 'not_found',
  'imports.too_large': 'too_large',
  'imports.upload_broken': 'invalid',
  'imports.interrupted': 'conflict',
  'imports.staging_lost': 'conflict',
  'imports.fault': 'unavailable',
  'imports.bad_trailer': 'unprocessable',
  'imports.rows_after_trailer': 'unprocessable',
  'imports.controls_differ': 'conflict',
  'imports.control_disagrees': 'conflict',
  'imports.control_from_trailer': 'conflict',
  'imports.not_totalled': 'conflict',
  'imports.not_checked': 'conflict',
  'imports.wrong_amount': 'invalid',
});
