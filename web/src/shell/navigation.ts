import {
  IconAdjustmentsCheck,
  IconArrowBackUp,
  IconBuildingBank,
  IconCalendarCheck,
  IconCash,
  IconCashBanknote,
  IconChartBar,
  IconChecklist,
  IconClockPlay,
  IconCoins,
  IconDoor,
  IconEqualNot,
  IconFileCertificate,
  IconFileImport,
  IconFileInvoice,
  IconHomeEdit,
  IconLock,
  IconMapPin,
  IconMathFunction,
  IconNews,
  IconPlugConnected,
  IconQrcode,
  IconReceipt,
  IconRepeat,
  IconScale,
  IconSitemap,
  IconTablePlus,
  IconTargetArrow,
  IconToggleRight,
  IconTool,
  IconUserQuestion,
  IconUserShare,
  IconUsers,
  IconWritingSign,
} from '@tabler/icons-react';
import type { Permission } from '../api/types.ts';

/** What stands in the navigation, in the order of a working day. */
export const navigation = [
  {
    group: 'watch',
    items: [
      { to: '/board', key: 'kpi', icon: IconChartBar, permission: 'kpi.view' },
      { to: '/pivots', key: 'pivots', icon: IconTablePlus, permission: 'kpi.view' },
      { to: '/kpi-definitions', key: 'kpiDefinitions', icon: IconMathFunction, permission: 'kpi.view' },
      { to: '/months', key: 'months', icon: IconLock, permission: 'kpi.view' },
      { to: '/five-reports', key: 'fiveReports', icon: IconNews, permission: 'kpi.view' },
      { to: '/customers', key: 'customers', icon: IconUsers, permission: 'customers.view' },
      { to: '/payments', key: 'payments', icon: IconCashBanknote, permission: 'payments.view' },
      { to: '/partners', key: 'partners', icon: IconBuildingBank, permission: 'payments.view' },
    ],
  },
  {
    group: 'work',
    items: [
      { to: '/imports', key: 'imports', icon: IconFileImport, permission: 'imports.upload' },
      { to: '/services', key: 'services', icon: IconTool, permission: 'customers.view' },
      { to: '/payment-slips', key: 'slips', icon: IconQrcode, permission: 'customers.view' },
      { to: '/hand-over', key: 'handOver', icon: IconUserShare, permission: 'customers.view' },
      { to: '/targets', key: 'targets', icon: IconTargetArrow, permission: 'kpi.view' },
      { to: '/what-it-takes', key: 'outreach', icon: IconDoor, permission: 'kpi.view' },
      { to: '/ledger', key: 'ledger', icon: IconScale, permission: 'ledger.view' },
    ],
  },
  {
    group: 'rails',
    items: [
      { to: '/auto-debit', key: 'autoDebit', icon: IconRepeat, permission: 'reconciliation.view' },
      { to: '/payment-orders', key: 'paymentOrders', icon: IconFileInvoice, permission: 'payments.view' },
      { to: '/cheques', key: 'cheques', icon: IconWritingSign, permission: 'payments.view' },
      { to: '/gateways', key: 'gateways', icon: IconPlugConnected, permission: 'payments.view' },
      { to: '/tills', key: 'tills', icon: IconCash, permission: 'payments.view' },
    ],
  },
  {
    group: 'accounting',
    items: [
      { to: '/reconciliation', key: 'recon', icon: IconCalendarCheck, permission: 'reconciliation.view' },
      {
        to: '/reconciliation/differences',
        key: 'differences',
        icon: IconEqualNot,
        permission: 'reconciliation.view',
      },
      { to: '/settlement', key: 'settlement', icon: IconReceipt, permission: 'reconciliation.view' },
      { to: '/minutes', key: 'minutes', icon: IconFileCertificate, permission: 'reconciliation.view' },
      { to: '/bank-credits', key: 'bankCredits', icon: IconCoins, permission: 'reconciliation.view' },
      { to: '/suspense', key: 'suspense', icon: IconUserQuestion, permission: 'reconciliation.view' },
      { to: '/credits', key: 'credits', icon: IconArrowBackUp, permission: 'reconciliation.view' },
      { to: '/clearing', key: 'clearing', icon: IconChecklist, permission: 'reconciliation.view' },
    ],
  },
  {
    group: 'places',
    items: [
      { to: '/organisation', key: 'units', icon: IconSitemap, permission: 'organisation.view' },
      { to: '/villages', key: 'villages', icon: IconHomeEdit, permission: 'organisation.view' },
      { to: '/areas', key: 'areas', icon: IconMapPin, permission: 'organisation.view' },
      { to: '/settings', key: 'settings', icon: IconAdjustmentsCheck, permission: 'organisation.view' },
    ],
  },
  {
    group: 'demo',
    items: [
      { to: '/clock', key: 'clock', icon: IconClockPlay, permission: 'demo.drive' },
      { to: '/simulator', key: 'simulator', icon: IconToggleRight, permission: 'demo.drive' },
    ],
  },
] as const satisfies readonly {
  group: string;
  items: readonly { to: string; key: string; icon: unknown; permission: Permission }[];
}[];
