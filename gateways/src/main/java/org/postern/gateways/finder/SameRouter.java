// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.finder;

import org.postern.api.control.Candidate;
import org.postern.api.gateway.Gateway;
import org.postern.gateways.merged.RouterAddress;

import java.util.Optional;

/** Whether what two protocols found is one router. */
final class SameRouter {
    private SameRouter() {}

    static boolean is(Optional<Gateway> one, Optional<Gateway> other) {
        return one.isPresent()
                && other.isPresent()
                && RouterAddress.of(one.get()).isSame(RouterAddress.of(other.get()));
    }

    /** Whether a candidate can be used together with the one that was elected. */
    static boolean joins(Candidate each, Candidate elected) {
        return each.standing().usable() && is(each.gateway(), elected.gateway());
    }
}
