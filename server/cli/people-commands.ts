import { createInterface } from 'node:readline';
import { isChannel } from '../../core/channels.ts';
import { getUnit } from '../features/companies/index.ts';
import { issueKey, revokeKey, upsertPartner, type PartnerKind } from '../features/partners/index.ts';
import { addStaff, roles, type Role } from '../features/staff/index.ts';
import { realNow } from '../platform/clock.ts';
import { CliError, print, required, withCompany, type Command } from './options.ts';

const partnerKinds = ['bank', 'wallet', 'mobile_money', 'intermediary', 'post', 'own'] as const;

const staffAdd: Command = {
  usage: 'staff add --company C --login L --name N --role R [--unit U]',
  purpose: 'make or renew a member of staff; the password is read from standard input',
  run: async ({ values }) => {
    const role = required(values, 'role') as Role;
    if (!roles.includes(role)) throw new CliError(`--role is one of ${roles.join(', ')}`);
    const login = required(values, 'login');
    const displayName = required(values, 'name');
    const password = await readPassword();
    await withCompany(values, async (runtime, company, businessDate) => {
      const unit =
        values.unit === undefined ? undefined : await getUnit(company.db, values.unit, businessDate);
      await addStaff(runtime.platform, company, {
        login,
        displayName,
        password,
        role,
        unitId: unit?.id ?? null,
      });
    });
    print(values, { login, role, company: values.company });
    return 0;
  },
};

const partnersAdd: Command = {
  usage: `partners add CODE --company C --name N --kind ${partnerKinds.join('|')} --channels A,B`,
  purpose: 'make or change a collection partner and give it an HMAC key, shown once',
  run: async ({ values, args }) => {
    const [code] = args;
    if (!code) throw new CliError('partners add needs a code');
    const kind = required(values, 'kind') as PartnerKind;
    if (!partnerKinds.includes(kind)) throw new CliError(`--kind is one of ${partnerKinds.join(', ')}`);
    const channels = required(values, 'channels').split(',');
    const wrong = channels.find((channel) => !isChannel(channel));
    if (wrong !== undefined) throw new CliError(`there is no channel ${wrong}`);
    const name = required(values, 'name');
    const key = await withCompany(values, async (runtime, company) => {
      const partner = await upsertPartner(company.db, {
        code,
        name,
        kind,
        channels: channels.filter(isChannel),
      });
      return issueKey(runtime, company, { partnerId: partner.id, algorithm: 'hmac-sha256', actor: 'cli' });
    });
    print(values, { partner: code, ...key });
    return 0;
  },
};

const keysRevoke: Command = {
  usage: 'partners revoke-key KEY_ID --company C',
  purpose: 'end a partner key at once; the partner keeps its other live key',
  run: async ({ values, args }) => {
    const [keyId] = args;
    if (!keyId) throw new CliError('partners revoke-key needs a key id');
    await withCompany(values, (runtime, company) =>
      revokeKey(runtime, company, { keyId, actor: 'cli', now: realNow() }),
    );
    print(values, { keyId, revoked: true });
    return 0;
  },
};

/** The first line of standard input. A password never stands on a command line, where others could read it. */
async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password: ');
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.length < 8) throw new CliError('a password has at least 8 characters');
    return line;
  }
  throw new CliError('the password is read from standard input, and there was none');
}

export const peopleCommands: [string, Command][] = [
  ['staff add', staffAdd],
  ['partners add', partnersAdd],
  ['partners revoke-key', keysRevoke],
];
