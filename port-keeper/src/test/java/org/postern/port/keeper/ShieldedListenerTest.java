// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.api.Test;
import org.postern.api.keeper.PortListener;

import java.lang.reflect.Method;

class ShieldedListenerTest {
    /** A call that is not passed on would be lost without a sign. */
    @Test
    void everyCallIsPassedOn() throws Exception {
        for (Method each : PortListener.class.getDeclaredMethods()) {
            assertNotNull(
                    ShieldedListener.class.getDeclaredMethod(
                            each.getName(), each.getParameterTypes()));
        }
    }
}
