// SPDX-License-Identifier: Apache-2.0
package org.postern.api.upnp;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UpnpCreateTest {
    @Test
    void withoutAProviderTheMessageSaysWhatIsMissing() {
        IllegalStateException failure = assertThrows(IllegalStateException.class, Upnp::create);
        assertTrue(failure.getMessage().contains("org.postern.igd.control"), failure.getMessage());
    }
}
