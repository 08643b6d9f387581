// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

/**
 * What is remembered of one router from call to call.
 *
 * @param deletions what was deleted a few seconds ago
 * @param lookups whether its look-up can be believed
 * @param failedPorts which ports it failed to map
 * @param actions what its services can do by their own descriptions
 */
public record RouterMemory(
        RecentDeletions deletions,
        LookupPrecision lookups,
        FailedPorts failedPorts,
        ServiceActions actions) {
    /** Of a router that was not asked for anything yet. */
    public static RouterMemory empty() {
        return new RouterMemory(
                new RecentDeletions(System::nanoTime),
                new LookupPrecision(),
                new FailedPorts(),
                new ServiceActions());
    }
}
