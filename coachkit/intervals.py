"""The interval of a share that was counted in few cases."""

import pandas as pd

Z90 = 1.645


def wilson(successes: pd.Series, tries: pd.Series, z: float = Z90) -> tuple[pd.Series, pd.Series]:
    """The interval of a share after Wilson (1927), 90% unless told: low, high (0 to 1); exact enough at small n, 0 to 1 where nothing was tried."""
    some = tries.where(tries > 0)
    share, z2 = successes / some, z**2
    middle = (share + z2 / (2 * some)) / (1 + z2 / some)
    reach = z * (share * (1 - share) / some + z2 / (4 * some**2)) ** 0.5 / (1 + z2 / some)
    return (middle - reach).clip(lower=0).fillna(0.0), (middle + reach).clip(upper=1).fillna(1.0)
