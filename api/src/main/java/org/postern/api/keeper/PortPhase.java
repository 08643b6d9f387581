// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

/** How far a kept port is. */
public enum PortPhase {
    /** There is no gateway to open it on. */
    WAITING,
    /** It is being opened, or will be tried again soon. */
    OPENING,
    /** Open on all gateways that it is kept on. */
    OPEN,
    /** Somebody else has it; it is taken when it becomes free. */
    TAKEN,
    /** The router refuses it; it is tried again rarely. */
    REFUSED,
    /** Not kept any more. */
    RELEASED
}
