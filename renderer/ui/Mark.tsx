/** The sign of Earshot: something heard. */
export function Mark({ size = 18 }: { readonly size?: number | undefined }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeLinecap="round"
      aria-hidden
    >
      <circle cx="5" cy="9" r="1.5" fill="currentColor" stroke="none" />
      <path d="M8.6 5.4a5 5 0 0 1 0 7.2M11.6 2.8a8.8 8.8 0 0 1 0 12.4" />
    </svg>
  );
}
