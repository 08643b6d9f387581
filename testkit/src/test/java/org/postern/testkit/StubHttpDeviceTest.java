// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;

@Timeout(30)
class StubHttpDeviceTest {
    /** Often, as a socket that is being accepted from outlives its closing for a moment (Linux). */
    @RepeatedTest(200)
    void closed_refusesConnections() throws IOException {
        StubHttpDevice device = StubHttpDevice.answering("");

        device.close();

        assertThrows(ConnectException.class, () -> new Socket(device.address(), device.port()));
    }
}
