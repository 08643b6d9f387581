// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

/** What is forwarded; the names are those on the wire. */
public enum Transport {
    TCP,
    UDP
}
