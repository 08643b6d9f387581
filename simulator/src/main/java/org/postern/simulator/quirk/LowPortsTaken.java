// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk;

import org.postern.simulator.forward.Transport;

/** Every usual external port belongs to somebody else. */
public final class LowPortsTaken implements RouterHook {
    private static final int FIRST_FREE = 50_000;

    @Override
    public boolean heldByAnother(Transport transport, int externalPort) {
        return externalPort < FIRST_FREE;
    }
}
