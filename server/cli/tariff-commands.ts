import { presentMillionths, pricePeriod } from '../features/tariffs/index.ts';
import { AppError } from '../platform/errors.ts';
import { print, required, type CliOptions, type Command } from './command.ts';

const tariffPrice: Command = {
  usage: 'tariff price --kwh N --from D --to D [--households N] [--group G]',
  purpose: 'what energy costs by the prices of its days; the last date is not counted',
  run: ({ values }) => Promise.resolve(answer(values)),
};

function answer(values: CliOptions): number {
  const asked = {
    kwh: required(values, 'kwh'),
    from: required(values, 'from'),
    to: required(values, 'to'),
    households: values.households,
    group: values.group,
  };
  try {
    printPriced(values, pricePeriod(asked));
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (values.json) print(values, { error: { code: error.code, message: error.message, ...error.params } });
    process.stderr.write(`${error.message} ${JSON.stringify(error.params)}\n`);
    return 1;
  }
}

function printPriced(values: CliOptions, priced: ReturnType<typeof pricePeriod>): void {
  print(values, {
    ...(!values.json && {
      group: priced.group.code,
      parts: priced.parts.map(({ decision, from, to, energy }) => ({
        decision,
        from,
        to,
        kwh: presentMillionths(energy),
      })),
      ...(priced.lastKnown && {
        note: `${priced.lastKnown.decision}, in force since ${priced.lastKnown.from}, is the last decision known`,
      }),
    }),
    lines: priced.parts.flatMap(({ lines }) =>
      lines.map(({ tier, energy, priceVnd, amountVnd }) => ({
        tier,
        kwh: presentMillionths(energy),
        price: String(priceVnd),
        amount: String(amountVnd),
      })),
    ),
    net: String(priced.netVnd),
    vat: String(priced.vatVnd),
    vatRate: priced.vatPercent,
    total: String(priced.totalVnd),
  });
}

export const tariffCommands: [string, Command][] = [['tariff price', tariffPrice]];
