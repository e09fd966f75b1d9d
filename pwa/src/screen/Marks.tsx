import type { ComponentChildren } from "preact";
import { TableMark } from "../ui/TableMark";

/** The marks of the first tables, and what stands beside them. */
export function Marks({ count, children }: { count: number; children?: ComponentChildren }) {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return (
    <p class="wall-marks">
      {numbers.map((number) => (
        <TableMark key={number} number={number} />
      ))}
      {children}
    </p>
  );
}
