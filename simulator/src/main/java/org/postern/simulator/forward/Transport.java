// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

/** The transport protocol; the names are those in messages. */
public enum Transport {
    TCP,
    UDP
}
