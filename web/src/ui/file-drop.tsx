import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../format.ts';

/** One file, chosen with a button or dropped here. */
export function FileDrop(props: {
  label: string;
  accept: string;
  file: File | undefined;
  onPick: (file: File) => void;
  problem?: string | undefined;
}) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const pick = (files: FileList | null) => files?.[0] && props.onPick(files[0]);
  return (
    <div
      className={`td-drop${over ? ' td-drop-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        pick(event.dataTransfer.files);
      }}
    >
      <IconFileUpload size={24} stroke={1.5} aria-hidden />
      <Button variant="default" size="sm" onClick={() => input.current?.click()}>
        {t('imports.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        className="td-hidden"
        tabIndex={-1}
        accept={props.accept}
        aria-label={props.label}
        onChange={(event) => pick(event.currentTarget.files)}
      />
      <span className={props.file ? '' : 'td-small'}>
        {props.file
          ? t('imports.chosen', { name: props.file.name, size: formatBytes(props.file.size) })
          : t('imports.drop')}
      </span>
      {props.problem && (
        <span className="td-field-error" role="alert">
          {props.problem}
        </span>
      )}
    </div>
  );
}
