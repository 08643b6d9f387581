// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;

/** One piece of work for a router. */
public interface Call {
    /**
     * Calls the router. On a worker thread: may block, and uses no state of the keeper. What it
     * returns processes the answer, on the keeper's thread.
     */
    Runnable ask(Gateway gateway, Pace pace) throws GatewayException, InterruptedException;

    /** The router refused or did not answer. On the keeper's thread. */
    void failed(GatewayException failure);

    /** Whether it may wait for all other calls. */
    default boolean isBackground() {
        return false;
    }

    /** What is asked on the worker thread. */
    @FunctionalInterface
    interface Question {
        Runnable ask(Gateway gateway, Pace pace) throws GatewayException, InterruptedException;
    }

    /** What follows from a failure. */
    @FunctionalInterface
    interface Failed {
        void with(GatewayException failure);
    }

    /** A call that a user or a lease waits for. */
    static Call of(Question question, Failed failed) {
        return new PlainCall(question, failed, false);
    }

    /** A call that may wait for all others. */
    static Call inBackground(Question question, Failed failed) {
        return new PlainCall(question, failed, true);
    }

    record PlainCall(Question question, Failed failure, boolean isBackground) implements Call {
        @Override
        public Runnable ask(Gateway gateway, Pace pace)
                throws GatewayException, InterruptedException {
            return question.ask(gateway, pace);
        }

        @Override
        public void failed(GatewayException e) {
            failure.with(e);
        }
    }
}
