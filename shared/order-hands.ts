import type { Order } from './orders.ts'

/** Whether dispatch leaves it to whoever takes it: not what is proposed to somebody, nor for who gave it back or let it pass. */
export const isFreeFor = ({ dispatch }: Pick<Order, 'dispatch'>, person: string): boolean =>
  !dispatch || ((dispatch.mode === 'grab' || dispatch.person === null) && !dispatch.passed.includes(person))

/** Who did the work neither checks it nor asks the resident about it: four eyes. */
export const isOwnWork = (command: string, { assignee }: Pick<Order, 'assignee'>, person: string | null): boolean =>
  (command === 'order.verify' || command === 'order.call-back') && person !== null && assignee === person
