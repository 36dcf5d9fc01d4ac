import { monthPattern } from '../dates.ts';

type Rule = (params: Record<string, unknown>) => string;

const types: Record<string, string> = {
  string: 'chữ',
  integer: 'số nguyên',
  number: 'số',
  boolean: 'đúng hoặc sai',
  object: 'một nhóm trường',
  array: 'một danh sách',
  null: 'để trống',
};

/** What a field must be, by the keywords of JSON Schema; the English words are the validator's own. */
const rules: Record<string, Rule> = {
  required: () => 'còn thiếu',
  additionalProperties: () => 'không có trường này',
  type: ({ type }) => `phải là ${types[String(type)] ?? String(type)}`,
  pattern: ({ pattern }) =>
    pattern === monthPattern
      ? 'phải là kỳ YYYY-MM, từ năm 1900 đến 2199'
      : pattern === '^(19|2[01])'
        ? 'phải là ngày từ năm 1900 đến 2199'
        : 'không đúng dạng',
  format: ({ format }) => (format === 'date' ? 'phải là một ngày có thật, YYYY-MM-DD' : 'không đúng dạng'),
  minimum: ({ limit }) => `không được nhỏ hơn ${String(limit)}`,
  maximum: ({ limit }) => `không được lớn hơn ${String(limit)}`,
  minLength: ({ limit }) => `phải có ít nhất ${String(limit)} ký tự`,
  maxLength: ({ limit }) => `không được dài quá ${String(limit)} ký tự`,
  minItems: ({ limit }) => `phải có ít nhất ${String(limit)} mục`,
  maxItems: ({ limit }) => `không được quá ${String(limit)} mục`,
  uniqueItems: () => 'có mục bị lặp lại',
  enum: ({ allowedValues }) => `phải là một trong: ${(allowedValues as unknown[]).join(', ')}`,
  const: ({ allowedValue }) => `phải là ${String(allowedValue)}`,
};

/** The rule that a field broke, in Vietnamese; `params` as the validator gives them. */
export function fieldRule(keyword: string, params: Record<string, unknown>): string {
  return rules[keyword]?.(params) ?? 'không đúng dạng nào được nhận';
}
