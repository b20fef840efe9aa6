/** In the middle: keys of one kind begin alike. */
export const cutMiddle = (text: string, maxWidth: number): string => {
  const half = Math.floor((maxWidth - 1) / 2);
  return text.length <= maxWidth ? text : `${text.slice(0, half)}…${text.slice(-half)}`;
};
