export type Group = {
  groupId: string;
  groupName: string;
  groupBy?: { interactionId: string; agentId: string; time: string };
  byMetric: object;
};

/** The answer of both summary queries. */
export type GroupPage<Row extends Group = Group> = {
  byGroup: Row[];
  totalCount: number;
  pageSize: number;
  offset: number;
};

/** The page of a list that begins at the offset. */
export function groupPageOf<Row extends Group>(
  rows: Uint32Array,
  { size, offset }: { size: number; offset: number },
  toGroup: (row: number) => Row,
): GroupPage<Row> {
  const byGroup = Array.from(rows.subarray(offset, offset + size), toGroup);
  return { byGroup, totalCount: rows.length, pageSize: size, offset };
}
