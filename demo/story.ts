import { addMonths, daysBetween, firstDayOf, monthOf, type BusinessDate, type Month } from '../core/dates.ts';
import { populate, type Population } from '../simulator/population.ts';
import { companyProfiles } from '../simulator/profiles/index.ts';

/** What one company of the demo goes through, from its first month up to today. */
export interface CompanyStory {
  population: Population;
  firstMonth: Month;
}

export interface Story {
  today: BusinessDate;
  /** The latest complete month: the told ratios hold for it. */
  anchor: Month;
  /** The running month; its bills are out and a part of them is paid. */
  current: Month;
  companies: readonly CompanyStory[];
}

/** How a demo may differ from the usual one. */
export interface StoryOptions {
  today: BusinessDate;
  /** 479,300 customers for the first company instead of a hundredth of them. */
  full?: boolean;
  /** Only these companies, at these sizes, for so many complete months; for tests. */
  only?: Record<string, { size: number; months: number }>;
}

const fullSize = 479_300;
/** Half a million customers for more than a year would take an hour to live through. */
const fullMonths = 3;

export function planStory(options: StoryOptions): Story {
  const current = monthOf(options.today);
  const anchor = addMonths(current, -1);
  const companies = companyProfiles.flatMap((profile, index): CompanyStory[] => {
    const only = options.only?.[profile.code];
    if (options.only && !only) return [];
    const isFull = options.full === true && index === 0;
    const months = only?.months ?? (isFull ? fullMonths : profile.months);
    const size = only?.size ?? (isFull ? fullSize : undefined);
    return [{ population: populate(profile, { anchor, size }), firstMonth: addMonths(current, -months) }];
  });
  return { today: options.today, anchor, current, companies };
}

/** All months of the story, the first of any company up to the running one. */
export function monthsOf(story: Story): Month[] {
  const first = story.companies.map(({ firstMonth }) => firstMonth).sort()[0] ?? story.current;
  const months: Month[] = [];
  for (let month = first; month <= story.current; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** Days from today back to the first day of the story: where the business clock starts. */
export function daysBack(story: Story): number {
  return daysBetween(firstDayOf(monthsOf(story)[0] ?? story.current), story.today);
}
