import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CustomerState } from '../api/types.ts';

/** A figure leads to the customers that it counts. `commune` is one code, or several with commas between them. */
export function CustomersLink(props: {
  period: string;
  unit: string | undefined;
  commune?: string;
  village?: string;
  state: CustomerState;
  /** The official one without it. */
  definition?: 'strict';
  children: ReactNode;
}) {
  const { children, ...search } = props;
  return (
    <Link to="/ratio-customers" search={search}>
      {children}
    </Link>
  );
}
