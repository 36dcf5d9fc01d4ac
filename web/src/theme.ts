import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/**
 * The one theme file. Colours were checked on their ground for contrast (text ≥ 4.5:1): light values on white, dark
 * values on #14171A. Space is a 4 px grid, body text 16 px with a line height that leaves room for stacked marks.
 */
interface Palette {
  ground: string;
  surface: string;
  raised: string;
  line: string;
  border: string;
  text: string;
  muted: string;
  action: string;
  actionSoft: string;
  good: string;
  goodSoft: string;
  bad: string;
  badSoft: string;
  warn: string;
  warnSoft: string;
  track: string;
  bar: string;
  barStrict: string;
  tick: string;
}

export const palettes: Record<'light' | 'dark', Palette> = {
  light: {
    ground: '#FFFFFF',
    surface: '#F6F7F9',
    raised: '#FFFFFF',
    line: '#DFE3E8',
    border: '#6B747E',
    text: '#1A1D21',
    muted: '#4A5159',
    action: '#0B5394',
    actionSoft: '#E8F0F8',
    good: '#0F6B3A',
    goodSoft: '#E5F2EA',
    bad: '#B3261E',
    badSoft: '#FBEAE9',
    warn: '#7A4D00',
    warnSoft: '#FFF4D6',
    track: '#E9ECF0',
    bar: '#0B5394',
    barStrict: '#7FA8CF',
    tick: '#1A1D21',
  },
  dark: {
    ground: '#14171A',
    surface: '#1B1F24',
    raised: '#1F242A',
    line: '#30373F',
    border: '#8A939D',
    text: '#E9EBEE',
    muted: '#AEB6BF',
    action: '#86BBEE',
    actionSoft: '#1C2F42',
    good: '#74CB9C',
    goodSoft: '#16301F',
    bad: '#F49A92',
    badSoft: '#3A1C1A',
    warn: '#F3C969',
    warnSoft: '#352A10',
    track: '#2A3037',
    bar: '#86BBEE',
    barStrict: '#41688E',
    tick: '#F4F5F7',
  },
};

/** Families of channels, in the fixed order of every chart: bank on top, cash at the bottom. */
export type ChannelFamily =
  'bank' | 'auto_debit' | 'wallet' | 'mobile_money' | 'order' | 'agent_cash' | 'staff_cash' | 'counter_cash';

export const channelColors: Record<'light' | 'dark', Record<ChannelFamily, string>> = {
  light: {
    bank: '#0B5394',
    auto_debit: '#0F766E',
    wallet: '#C2410C',
    mobile_money: '#6D28D9',
    order: '#4E8CC4',
    agent_cash: '#A16207',
    staff_cash: '#57534E',
    counter_cash: '#8C857D',
  },
  dark: {
    bank: '#6FA9E0',
    auto_debit: '#4DB6AC',
    wallet: '#F08A5D',
    mobile_money: '#B197FC',
    order: '#A9CBEA',
    agent_cash: '#DDB04F',
    staff_cash: '#A8A29A',
    counter_cash: '#78736C',
  },
};

/** Six steps from young to old, apart in lightness so that they stay apart on a grey sheet. */
export const ageRamp = {
  light: ['#D5E3F1', '#A9C6E3', '#7BA7D1', '#4B83B8', '#205E9C', '#0A2F57'],
  dark: ['#22384D', '#2F5374', '#41739F', '#5F97C8', '#8FBCE2', '#CFE3F5'],
  ink: ['#EDEDED', '#CFCFCF', '#ABABAB', '#828282', '#555555', '#1E1E1E'],
} as const;

/** What a printer without colour prints: black on white, channels by grey and by pattern. */
export const ink = {
  palette: {
    ...palettes.light,
    line: '#C4C4C4',
    border: '#555555',
    text: '#000000',
    muted: '#333333',
    action: '#000000',
    bar: '#3A3A3A',
    barStrict: '#A8A8A8',
    tick: '#000000',
  },
  channels: {
    bank: '#2B2B2B',
    auto_debit: '#4A4A4A',
    wallet: '#6A6A6A',
    mobile_money: '#828282',
    order: '#999999',
    agent_cash: '#ADADAD',
    staff_cash: '#C2C2C2',
    counter_cash: '#DADADA',
  },
} satisfies { palette: Palette; channels: Record<ChannelFamily, string> };

const blue: MantineColorsTuple = [
  '#E8F0F8',
  '#D0E1F1',
  '#A6C8E8',
  '#86BBEE',
  '#4E92D2',
  '#2F7DC4',
  '#1A69AF',
  '#0B5394',
  '#09447A',
  '#06335C',
];

export const fontFamily = "'Be Vietnam Pro', 'Noto Sans', system-ui, sans-serif";

/** The library reckons the text of filled buttons for the light scheme alone; its variable knows both. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const filled = input.variant === 'filled' && (input.color ?? 'blue') === 'blue';
  return filled ? { ...colors, color: 'var(--mantine-primary-color-contrast)' } : colors;
};

export const theme = createTheme({
  fontFamily,
  fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', 'DejaVu Sans Mono', monospace",
  colors: { blue },
  primaryColor: 'blue',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  variantColorResolver,
  defaultRadius: 4,
  lineHeights: { xs: '1.5', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.5' },
  headings: { fontFamily, fontWeight: '600' },
  respectReducedMotion: true,
});

/** Every palette entry becomes `--td-<name>`; style sheets know no other colours. */
export const resolveCssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: cssVariablesOf('light'),
  dark: cssVariablesOf('dark'),
});

function cssVariablesOf(scheme: 'light' | 'dark'): Record<string, string> {
  const palette = palettes[scheme];
  return {
    ...Object.fromEntries(Object.entries(palette).map(([name, value]) => [`--td-${kebabCase(name)}`, value])),
    ...Object.fromEntries(
      Object.entries(channelColors[scheme]).map(([name, value]) => [
        `--td-channel-${name.replace('_', '-')}`,
        value,
      ]),
    ),
    '--mantine-color-body': palette.ground,
    '--mantine-color-text': palette.text,
    '--mantine-color-dimmed': palette.muted,
    '--mantine-color-anchor': palette.action,
    '--mantine-color-error': palette.bad,
    '--mantine-color-default': palette.raised,
    '--mantine-color-default-border': palette.border,
    '--mantine-color-placeholder': palette.muted,
  };
}

function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
