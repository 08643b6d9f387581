// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.control;

import org.postern.simulator.igd.Wish;
import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.UpnpError;

import java.util.function.Predicate;

/**
 * Refuses some mappings that the standard permits.
 *
 * @param which they are
 * @param error what they are refused with
 */
public record Refusing(Predicate<Wish> which, UpnpError error) implements RouterHook {
    @Override
    public void check(Wish wish) throws ActionFault {
        if (which.test(wish)) {
            throw error.fault();
        }
    }
}
