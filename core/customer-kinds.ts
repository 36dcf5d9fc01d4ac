/** What the billing system calls kinds of customers, and how people read them; another code is shown as it is. */
export const customerKindNames = {
  vi: { SH: 'Sinh hoạt', NSH: 'Ngoài sinh hoạt' },
  en: { SH: 'Household', NSH: 'Other than household' },
};

export function customerKindName(kind: string, language: 'vi' | 'en'): string {
  const names: Record<string, string> = customerKindNames[language];
  return names[kind] ?? kind;
}
