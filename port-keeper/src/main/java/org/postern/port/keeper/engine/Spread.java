// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

/** On how many of several gateways a port is kept. */
public enum Spread {
    /** On one: the preferred one, or another that is fit. */
    CHOSEN,
    /** On each. */
    ALL
}
