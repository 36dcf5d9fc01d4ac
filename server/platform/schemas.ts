import { Type } from 'typebox';
import { monthPattern } from '../../core/dates.ts';

/** Pieces that the answers of several features are made of. */

/** A day of 1900 to 2199: YYYY-MM-DD. */
export const DateSchema = Type.String({ format: 'date', pattern: '^(19|2[01])' });
/** An instant, ISO 8601 in UTC. */
export const InstantSchema = Type.String({ format: 'date-time' });
/** A string, so that no JSON parser turns it into a float. */
export const MoneySchema = Type.String({ description: 'Whole VND, decimal digits' });
/** A month: YYYY-MM. */
export const PeriodSchema = Type.String({ pattern: monthPattern });
/** A unit, an area or a company by code and name. */
export const NamedSchema = Type.Object({ code: Type.String(), name: Type.String() });

export const nullable = <Schema extends Type.TSchema>(schema: Schema, options: Type.TSchemaOptions = {}) =>
  Type.Union([schema, Type.Null()], options);

/** A list given whole. */
export const listOf = <Schema extends Type.TSchema>(row: Schema) => Type.Object({ rows: Type.Array(row) });

/** A page of a longer list; `next` is the `after` of the page that follows, null on the last one. */
export const pageOf = <Schema extends Type.TSchema>(row: Schema) =>
  Type.Object({ rows: Type.Array(row), next: nullable(Type.String()) });
