// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.PortKey;
import org.postern.port.keeper.state.Term;

import java.util.Optional;

/** The lease that ends soonest is renewed first. */
class RenewalQueueTest {
    private final RenewalQueue queue = new RenewalQueue();

    private Call add(int port, long end, long length) {
        Call call = Call.of((gateway, pace) -> () -> {}, failure -> {});
        Term term = new Term(end - length, length, end, end - length / 2, Term.NEVER);
        queue.add(PortKey.tcp(port), term, () -> call);
        return call;
    }

    @Test
    void theOneThatEndsSoonestIsFirst_andTheLowerPortOfTwo() {
        Call late = add(1, 300, 300);
        Call soon = add(4, 100, 100);
        Call middleHigh = add(3, 200, 200);
        Call middleLow = add(2, 200, 200);

        assertSame(soon, queue.next().orElseThrow());
        assertSame(middleLow, queue.next().orElseThrow());
        assertSame(middleHigh, queue.next().orElseThrow());
        assertSame(late, queue.next().orElseThrow());
        assertEquals(Optional.empty(), queue.next());
    }

    @Test
    void oneWithAQuarterLeftIsUrgent() {
        Call call = add(1, 400, 400);

        assertEquals(Optional.empty(), queue.nextUrgent(299));
        assertSame(call, queue.nextUrgent(300).orElseThrow());
        assertEquals(Optional.empty(), queue.nextUrgent(300));
    }

    @Test
    void whatIsDroppedIsNotRenewed_andWhatIsThereAlreadyStays() {
        add(1, 100, 100);
        queue.drop(PortKey.tcp(1));
        queue.drop(PortKey.tcp(2));
        assertEquals(Optional.empty(), queue.next());

        Call first = add(3, 100, 100);
        add(3, 50, 50);
        assertSame(first, queue.next().orElseThrow());
        assertEquals(Optional.empty(), queue.next());
    }
}
