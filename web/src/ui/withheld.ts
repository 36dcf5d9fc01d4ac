/** Why a place shows no figures: its own are few, or it covers one whose are. */
export const withheldKey = ({ small }: { small: boolean }) =>
  small ? ('chart.tiles.small' as const) : ('chart.tiles.covers' as const);
