// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

/**
 * What is remembered of one router from call to call.
 *
 * @param deletions what was deleted a few seconds ago
 * @param lookups whether its look-up can be believed
 * @param failedPorts which ports it failed to map
 * @param permissions which ports it has denied to this machine
 * @param missingAddress why it has no external address, where it has none
 * @param actions what its services can do by their own descriptions
 */
public record RouterMemory(
        RecentDeletions deletions,
        LookupPrecision lookups,
        FailedPorts failedPorts,
        PortPermissions permissions,
        MissingAddress missingAddress,
        ServiceActions actions) {
    /** Of a router that was not asked for anything yet. */
    public static RouterMemory empty() {
        return new RouterMemory(
                new RecentDeletions(System::nanoTime),
                new LookupPrecision(),
                new FailedPorts(),
                new PortPermissions(),
                new MissingAddress(),
                new ServiceActions());
    }
}
