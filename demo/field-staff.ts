import { firstDayOf, type Month } from '../core/dates.ts';
import { makeRules } from '../server/features/assignments/index.ts';
import { ensureUnits, firstDay, nameUnit } from '../server/features/companies/index.ts';
import { addColleagues, listColleagues } from '../server/features/staff/index.ts';
import { transaction } from '../server/platform/db.ts';
import type { Company } from '../server/platform/runtime.ts';
import { apportion } from '../simulator/apportion.ts';
import { personName } from '../simulator/names.ts';
import type { Population } from '../simulator/population.ts';
import { random } from '../simulator/random.ts';
import { wholeDesk } from './desk.ts';
import { listInhabited } from './queries.ts';
import { collectorLogin, unitOfCollector } from './tills.ts';

/** As many people go from house to house in a company of ten units, the collector among them. */
const fieldStaff = 300;
const peopleOfTeam = 10;

interface Person {
  login: string;
  displayName: string;
  teamCode: string;
  unitId: bigint;
  villageIds: bigint[];
}

/**
 * The teams of the company that uses everything, the people in them, and whose villages are whose: villages next to each
 * other go to one person, people next to each other make a team. Comes after the first customers.
 */
export async function addFieldStaff(company: Company, population: Population, month: Month): Promise<void> {
  if (company.code !== wholeDesk) return;
  const people = await sharedOut(company, population);
  const teams = [...new Map(people.map((person) => [person.teamCode, person])).values()];
  await transaction(company.db, async (tx) => {
    const unitOf = (code: string): string => code.slice(0, code.lastIndexOf('T'));
    const areas = new Map(
      population.profile.units.map(({ code, name }) => [code, name.replace(/^.* khu vực /, '')]),
    );
    const nameOfTeam = (code: string): string =>
      `Tổ quản lý khách hàng ${code.slice(code.lastIndexOf('T') + 1)} ${areas.get(unitOf(code))}`;
    const { ids } = await ensureUnits(
      tx,
      teams.map(({ teamCode }) => ({ code: teamCode, parentCode: unitOf(teamCode), kind: 'team' })),
      firstDay,
    );
    for (const { teamCode } of teams)
      await nameUnit(tx, { code: teamCode, name: nameOfTeam(teamCode), from: firstDay });
    await addColleagues(
      tx,
      people
        .filter(({ login }) => login !== collectorLogin)
        .map(({ login, displayName, teamCode }) => ({
          login,
          displayName,
          role: 'unit_staff',
          unitId: ids.get(teamCode)!,
        })),
    );
    const staffIds = new Map((await listColleagues(tx)).map(({ login, id }) => [login, id]));
    await makeRules(
      tx,
      people.flatMap(({ login, unitId, villageIds }) =>
        villageIds.map((villageId) => ({
          staffId: staffIds.get(login)!,
          scope: { kind: 'village', unitId, villageId },
          from: firstDayOf(month),
          to: null,
        })),
      ),
      { actor: 'demo' },
    );
  });
}

/** Every village to one person, every person to villages of one unit; a company of fewer villages has fewer people. */
async function sharedOut({ db, code }: Company, { profile }: Population): Promise<Person[]> {
  const inhabited = await listInhabited(db);
  const units = [...Map.groupBy(inhabited, ({ unit_code }) => unit_code)];
  const counts = apportion(
    Math.min(fieldStaff, inhabited.length),
    units.map(([, villages]) => villages.length),
  );
  return units.flatMap(([unitCode, villages], at) => {
    const people = Math.max(1, counts[at] ?? 0);
    const firstOf = (index: number): number => Math.floor((index * villages.length) / people);
    return Array.from({ length: people }, (_, index): Person => {
      const chance = random(code, unitCode, index, 'field staff');
      const isCollector = unitCode === unitOfCollector && index === 0;
      const own = villages.slice(firstOf(index), firstOf(index + 1));
      return {
        login: isCollector
          ? collectorLogin
          : `${unitCode.toLowerCase()}.${String(index + 1).padStart(3, '0')}`,
        displayName: personName(profile.surnames, chance),
        teamCode: `${unitCode}T${1 + Math.floor(index / peopleOfTeam)}`,
        unitId: own[0]!.org_unit_id,
        villageIds: own.map(({ village_id }) => village_id),
      };
    });
  });
}
