import { useTranslation } from 'react-i18next';
import type { Channel } from '../../../core/channels.ts';
import type { ChannelFamily } from '../theme.ts';
import { familyOfChannel } from './channel-families.ts';

export function ChannelName({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  return (
    <span className="td-channel">
      <FamilyMark family={familyOfChannel[channel]} />
      {t(`customers.channels.${channel}`)}
    </span>
  );
}

/** All channels of a row, one under the other. */
export function ChannelNames({ channels }: { channels: readonly Channel[] }) {
  return (
    <span className="td-stack">
      {channels.map((channel) => (
        <ChannelName key={channel} channel={channel} />
      ))}
    </span>
  );
}

export function FamilyMark({ family }: { family: ChannelFamily }) {
  return (
    <span
      className={`td-channel-mark${family.endsWith('_cash') ? ' td-channel-cash' : ''}`}
      style={{ background: `var(--td-channel-${family.replace('_', '-')})` }}
      aria-hidden
    />
  );
}
