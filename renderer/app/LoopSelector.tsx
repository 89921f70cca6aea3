import type { LoopSelection } from '../queries/use-loop-choice.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { Segments } from '../ui/Segments.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import styles from './LoopSelector.module.css';

/** More do not fit side by side. */
const MOST_SEGMENTS = 3;

/** Which loop iteration all views look at; nothing where there are no loops. */
export function LoopSelector({ selection }: { readonly selection: LoopSelection }) {
  const { loops, scope, choose, setScope } = selection;
  if (loops.length === 0) return null;
  return (
    <section className={styles.loops} aria-label="Loop iteration">
      <h2 className={styles.heading}>
        Loop iteration
        <span className={styles.keys}>
          <Kbd keys="[" /> <Kbd keys="]" />
        </span>
      </h2>
      {loops.map(({ loop, iterations, chosen }) => {
        const options = [
          ...iterations.map((iteration) => ({
            value: String(iteration),
            label: String(iteration),
          })),
          { value: 'final', label: 'Final' },
          { value: 'all', label: 'All' },
        ];
        const value = chosen === undefined ? scope : String(chosen);
        const onChange = (next: string): void => {
          if (next === 'final' || next === 'all') setScope(next);
          else choose(loop, Number(next));
        };
        return iterations.length <= MOST_SEGMENTS ? (
          <div key={loop} className={styles.loop}>
            <span className={styles.name}>{loop}</span>
            <Segments
              label={`Iteration of ${loop}`}
              size="small"
              value={value}
              options={options}
              onChange={onChange}
            />
          </div>
        ) : (
          <div key={loop} className={styles.loop}>
            <SelectField label={loop} value={value} options={options} onChange={onChange} />
          </div>
        );
      })}
    </section>
  );
}
