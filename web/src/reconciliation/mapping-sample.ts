import { nameKey } from '../../../core/reconciliation/mapping.ts';
import type { FileMapping } from '../api/accounting-types.ts';

/** The beginning of a file, as the preview takes it. */
export interface Sample {
  file: File;
  /** Its bytes in base 64. */
  encoded: string;
}

const sampleBytes = 500_000;

/** The first half megabyte of a text file; a workbook only whole. Undefined for a workbook that is larger. */
export async function readSample(file: File): Promise<Sample | undefined> {
  if (/\.xlsx$/i.test(file.name) && file.size > sampleBytes) return undefined;
  const bytes = new Uint8Array(await file.slice(0, sampleBytes).arrayBuffer());
  return { file, encoded: encodeBytes(bytes) };
}

function encodeBytes(bytes: Uint8Array): string {
  const step = 32_768;
  let binary = '';
  for (let from = 0; from < bytes.length; from += step)
    binary += String.fromCharCode(...bytes.subarray(from, from + step));
  return btoa(binary);
}

export const mappingFields = [
  'reference',
  'customerCode',
  'amount',
  'occurredAt',
  'status',
  'bill',
  'ourId',
] as const;
export type MappingField = (typeof mappingFields)[number];

/** Without these a line cannot be matched. */
export const neededFields: readonly MappingField[] = ['reference', 'customerCode', 'amount'];

export const emptyMapping: FileMapping = { columns: { reference: '', customerCode: '', amount: '' } };

export function isComplete({ columns }: FileMapping): boolean {
  return neededFields.every((field) => Boolean(columns[field]));
}

/** The mapping with one field read from another column; an empty column takes an optional field out. */
export function withColumn(mapping: FileMapping, field: MappingField, column: string): FileMapping {
  const { [field]: _, ...others } = mapping.columns;
  const columns = column === '' && !neededFields.includes(field) ? others : { ...others, [field]: column };
  return { ...mapping, columns: columns as FileMapping['columns'] };
}

export const meanings = ['paid', 'reversed', 'pending', 'ignore'] as const;
export type Meaning = (typeof meanings)[number];

/** The mapping with one word of the status column meaning something else; without a meaning, what is commonly known. */
export function withMeaning(mapping: FileMapping, word: string, meaning: Meaning | undefined): FileMapping {
  const { statusValues = {}, ...rest } = mapping;
  // In any letter case, with or without marks, it is one word.
  const others = Object.entries(statusValues).filter(([key]) => nameKey(key) !== nameKey(word));
  const values = Object.fromEntries(meaning ? [...others, [word, meaning]] : others);
  return Object.keys(values).length === 0 ? rest : { ...rest, statusValues: values };
}

export function withTrailer(mapping: FileMapping, trailer: FileMapping['trailer']): FileMapping {
  const { trailer: _, ...rest } = mapping;
  return trailer ? { ...rest, trailer } : rest;
}
