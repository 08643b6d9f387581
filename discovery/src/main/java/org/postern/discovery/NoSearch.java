// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.postern.api.discovery.Search;

/** The search of a strategy that has nothing to do. */
enum NoSearch implements Search {
    INSTANCE;

    @Override
    public void close() {
        // Nothing runs.
    }
}
