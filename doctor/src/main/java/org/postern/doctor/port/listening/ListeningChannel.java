// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.listening;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;

/** How a protocol is listened on for a test; lives on the thread of its port alone. */
interface ListeningChannel extends Closeable {
    /** The address and port in use. */
    InetSocketAddress address() throws IOException;

    /** Does what can be done now, and returns what came. */
    Set<Arrival> proceed();
}
