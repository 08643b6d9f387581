// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

/** What GetSpecificPortMappingEntry looks a mapping up by. */
public enum LookupPart {
    PROTOCOL,
    PORT,
    REMOTE_HOST
}
