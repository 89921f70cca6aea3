import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Splitter } from '../../../../renderer/ui/Splitter.tsx';
import { VirtualTable } from '../../../../renderer/ui/VirtualTable.tsx';

afterEach(cleanup);

function TwoPanes() {
  const [hasEnd, setEnd] = useState(false);
  return (
    <Splitter
      id="panes"
      side="end"
      sizePx={300}
      minPx={200}
      maxPx={400}
      label="Width of the detail"
      start={
        <button type="button" onClick={() => setEnd((has) => !has)}>
          Detail on or off
        </button>
      }
      end={hasEnd ? <p>Detail</p> : undefined}
    />
  );
}

describe('Splitter', () => {
  it('keeps the first pane, and its focus, while the second comes and goes', () => {
    render(<TwoPanes />);
    const button = screen.getByRole('button');
    button.focus();
    act(() => button.click());
    expect(screen.getByText('Detail')).toBeTruthy();
    expect(screen.getByRole('separator', { name: 'Width of the detail' })).toBeTruthy();
    expect(document.activeElement).toBe(button);
    act(() => button.click());
    expect(screen.queryByRole('separator')).toBeNull();
    expect(document.activeElement).toBe(button);
  });
});

describe('VirtualTable', () => {
  it('is a grid of known size and says so when it is empty', () => {
    const columns = [{ id: 'a', header: 'A', width: 100, render: (row: number) => `cell ${row}` }];
    const { rerender } = render(<VirtualTable label="Rows" columns={columns} rowCount={100_000} />);
    expect(screen.getByRole('grid', { name: 'Rows' }).getAttribute('aria-rowcount')).toBe('100001');
    rerender(<VirtualTable label="Rows" columns={columns} rowCount={0} empty="Nothing" />);
    expect(screen.getByText('Nothing')).toBeTruthy();
  });

  it('sorts by the button of a head, and tells the order', () => {
    let sorted = 0;
    const onSort = (): void => {
      sorted += 1;
    };
    render(
      <VirtualTable
        label="Rows"
        rowCount={1}
        columns={[
          { id: 'a', header: 'A', width: 100, sort: 'descending', onSort, render: () => 'x' },
        ]}
      />,
    );
    expect(screen.getByRole('columnheader').getAttribute('aria-sort')).toBe('descending');
    fireEvent.click(screen.getByRole('button', { name: 'A' }));
    expect(sorted).toBe(1);
  });
});
