import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

type AnchorProps = ButtonProps & Omit<ComponentPropsWithRef<'a'>, keyof ButtonProps>;

function AnchorButton(props: AnchorProps) {
  return <Button component="a" variant="default" size="sm" {...props} />;
}

/** A link to another screen that stands among buttons. */
export const LinkButton = createLink(AnchorButton);
