//! Shuffles that push bytes together, in tables to be looked up by a mask.

/// For each byte of the result, which byte of the source it is.
type Shuffle = [u8; STEP];

/// Bytes that are shuffled, and written, at once.
pub(super) const STEP: usize = 16;

/// Writes a step to `start`, which is less than its length before the end of the
/// room, rounded down to a multiple of that.
#[inline(always)]
pub(super) fn put<const ROOM: usize>(room: &mut [u8; ROOM], start: usize, bytes: [u8; STEP]) {
    let most = const { (ROOM - STEP).next_power_of_two() };
    // The remainder changes nothing; it spares a bounds check.
    room[start % most..][..STEP].copy_from_slice(&bytes);
}

/// Shuffles by mask, none of which is spread over two lines of the cache.
#[repr(align(64))]
pub(super) struct Table([Shuffle; 256]);

impl Table {
    const fn of(keep: Keep) -> Self {
        let mut shuffles = [[0; STEP]; 256];
        let mut mask = 0;
        while mask < 256 {
            shuffles[mask] = keep.shuffle(mask);
            mask += 1;
        }
        Self(shuffles)
    }

    /// One shuffle for each half of a vector.
    #[inline(always)]
    pub(super) fn pair(&self, masks: [u8; 2]) -> [Shuffle; 2] {
        masks.map(|mask| self.0[usize::from(mask)])
    }
}

/// Keeps those of eight lanes of two bytes whose bit is set.
pub(super) static KEPT_LANES: Table = Table::of(Keep::Lanes);

/// Keeps those of eight bytes whose bit is set.
pub(super) static KEPT_BYTES: ByteTable = ByteTable(kept_bytes());

/// Keeps the first byte of eight lanes of two, and the second of those whose bit is not set.
pub(super) static UP_TO_TWO: Table = Table::of(Keep::UpToTwo);

/// Keeps one to three bytes of four lanes of four, as two bits a lane tell:
///
/// - 0b11: the first byte;
/// - 0b10: the last byte, then the second;
/// - 0b00: the third, the last, the second.
pub(super) static UP_TO_THREE: Table = Table::of(Keep::UpToThree);

/// Shuffles of eight bytes by mask.
#[repr(align(64))]
pub(super) struct ByteTable([[u8; 8]; 256]);

impl ByteTable {
    /// One shuffle for every eight bytes of a vector.
    #[inline(always)]
    pub(super) fn each(&self, masks: [u8; 4]) -> [[u8; 8]; 4] {
        masks.map(|mask| self.0[usize::from(mask)])
    }
}

/// A shuffle in the making.
struct Filling {
    shuffle: Shuffle,
    len: usize,
}

impl Filling {
    const fn new() -> Self {
        Self {
            shuffle: [0; 16],
            len: 0,
        }
    }

    const fn push(&mut self, place: usize) {
        self.shuffle[self.len] = place as u8;
        self.len += 1;
    }

    const fn push_two(&mut self, first: usize, second: usize) {
        self.push(first);
        self.push(second);
    }
}

/// What a lane leaves of itself.
#[derive(Clone, Copy)]
enum Keep {
    /// Both bytes of two, or none.
    Lanes,
    /// One byte of two, or both.
    UpToTwo,
    /// One to three bytes of four.
    UpToThree,
}

impl Keep {
    /// How many bits of a mask belong to a lane: one for every two of its bytes.
    const fn bits(self) -> usize {
        match self {
            Self::Lanes | Self::UpToTwo => 1,
            Self::UpToThree => 2,
        }
    }

    /// What the lane that begins at `start` leaves, as its bits tell.
    const fn push(self, filling: &mut Filling, start: usize, bits: usize) {
        match self {
            Self::Lanes if bits == 0 => {}
            Self::Lanes => filling.push_two(start, start + 1),
            Self::UpToTwo if bits == 0 => filling.push_two(start, start + 1),
            Self::UpToTwo => filling.push(start),
            Self::UpToThree if bits == 0b11 => filling.push(start),
            Self::UpToThree => {
                if bits == 0 {
                    filling.push(start + 2);
                }
                filling.push_two(start + 3, start + 1);
            }
        }
    }

    const fn shuffle(self, mask: usize) -> Shuffle {
        let mut filling = Filling::new();
        let mut bit = 0;
        while bit < 8 {
            let bits = mask >> bit & ((1 << self.bits()) - 1);
            self.push(&mut filling, 2 * bit, bits);
            bit += self.bits();
        }
        filling.shuffle
    }
}

const fn kept_bytes() -> [[u8; 8]; 256] {
    let mut table = [[0; 8]; 256];
    let mut mask = 0;
    while mask < 256 {
        let mut len = 0;
        let mut place = 0;
        while place < 8 {
            if mask >> place & 1 == 1 {
                table[mask][len] = place as u8;
                len += 1;
            }
            place += 1;
        }
        mask += 1;
    }
    table
}
