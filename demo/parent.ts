/** Exit code of a fill or reset that touched nothing, because companies that are no demo live in the database. */
export const refusedCode = 3;

/**
 * A child that was started over IPC ends when its parent is gone, however it went. Answers how to let go of the
 * parent when the work is done, so that the process can end by itself.
 */
export function endWithParent(): () => void {
  const end = (): void => process.exit(1);
  process.on('disconnect', end);
  return () => {
    process.off('disconnect', end);
    if (process.connected) process.disconnect?.();
  };
}
