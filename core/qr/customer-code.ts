/**
 * A customer code of the corporations under EVN, 13 characters: two letters of the corporation, the unit (`16HK` under
 * provincial companies, `HL00` in Ninh Bình, digits in Ho Chi Minh City), seven digits. It has no check digit.
 */
export const customerCodePattern = /P[ABCDEHKMNPQ](?:\d{2}[A-Z0-9]{2}|[A-Z]{2}\d{2})\d{7}/;
