import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { vi } from './vi.ts';

export type Language = 'vi' | 'en';
const storageKey = 'tiendien.language';

/** Vietnamese comes with the first load, English when it is chosen. */
export async function startLanguages(): Promise<void> {
  const language = rememberedLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    resources: {
      vi: { translation: vi },
      ...(language === 'en' && { en: { translation: await loadEnglish() } }),
    },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

export async function changeLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    i18next.addResourceBundle('en', 'translation', await loadEnglish());
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(storageKey, language);
}

function rememberedLanguage(): Language {
  return localStorage.getItem(storageKey) === 'en' ? 'en' : 'vi';
}

async function loadEnglish() {
  return (await import('./en.ts')).en;
}
