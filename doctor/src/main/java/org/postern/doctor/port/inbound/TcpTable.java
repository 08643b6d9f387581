// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.inbound;

import org.postern.doctor.internal.host.KernelSocket;

import java.io.IOException;
import java.util.List;

/** The TCP sockets of this machine. */
@FunctionalInterface
public interface TcpTable {
    /** Those of now; fails where the system does not disclose them. */
    List<KernelSocket> read() throws IOException;
}
